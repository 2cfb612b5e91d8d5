package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"minqing/flows"
	"minqing/flows/intake"
)

// importCommand brings in opinions that were collected on paper. The file is read
// here, where whoever runs the command may read it; what goes to the server are the
// opinions.
type importCommand struct {
	configFlag
	File     string `arg:"" optional:"" name:"SHEET" help:"意见台账，.xlsx 或 .csv。"`
	DryRun   bool   `help:"只看会怎样，不导入。"`
	Year     int    `placeholder:"年份" help:"日期没有写年份时按哪一年。"`
	Sheet    string `placeholder:"名称" help:"读哪一张工作表；不写就读第一张像意见台账的。"`
	Batch    string `placeholder:"名称" help:"批次。不同的表里渠道、日期、内容都一样、其实是不同的人提的，给每张表起一个批次名，例如乡镇。"`
	Template string `placeholder:"OUT.xlsx" help:"不导入，写一份空白台账，渠道、类别、办理结果可以下拉选择。"`
	Force    bool   `help:"覆盖已有的空白台账。"`
}

// Run is `minqing import`.
func (c *importCommand) Run(a *app) error {
	switch {
	case (c.File == "") == (c.Template == ""):
		return usage("请写上要导入的文件，或用 --template 写一份空白台账")
	case c.Year != 0 && (c.Year < 2000 || c.Year > 2099):
		return usage("--year 应当是四位年份，例如 2026")
	case c.Template != "" && strings.ToLower(filepath.Ext(c.Template)) != ".xlsx":
		return usage(fmt.Sprintf("%s：空白台账的文件名应当以 .xlsx 结尾", c.Template))
	}
	s, err := a.usable(c.Config)
	if err != nil {
		return err
	}
	if c.Template != "" {
		return c.template(a, s)
	}
	r, err := c.read(a, s)
	if err != nil {
		return err
	}
	if wrong := listProblems(a.stderr, c.File, r.Problems); wrong > 0 {
		return fmt.Errorf("%s：有 %d 处错误，什么也没有导入", c.File, wrong)
	}
	taken, err := c.perform(a, s, &r)
	if err != nil {
		return err
	}
	return c.show(a, &r, taken)
}

// read makes opinions of the file.
func (c *importCommand) read(a *app, s *setup) (r intake.Reading, err error) {
	sheets, err := readSheets(c.File, intake.MostRows)
	if err != nil {
		return r, err
	}
	return intake.Read(sheets, intake.Options{Bureau: s.bureau, Now: a.now(), Year: c.Year, Chars: s.config.Limits.TextChars, Worksheet: c.Sheet}), nil
}

// perform has the opinions imported, or looked up, where the data are. A dry run
// makes no data file.
func (c *importCommand) perform(a *app, s *setup, r *intake.Reading) (taken []flows.Taken, err error) {
	if _, err := os.Stat(s.config.Data); errors.Is(err, fs.ErrNotExist) && c.DryRun {
		for _, o := range r.Opinions {
			taken = append(taken, flows.Taken{Row: o.Row, Fresh: true})
		}
		return taken, nil
	}
	var answer bytes.Buffer
	if err := a.perform(s, "import", &importTask{Batch: c.Batch, DryRun: c.DryRun, Opinions: r.Opinions}, &answer); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(answer.Bytes(), &taken); err != nil || len(taken) != len(r.Opinions) {
		return nil, fmt.Errorf("read what became of the rows: %w", errors.Join(err, io.ErrUnexpectedEOF))
	}
	return taken, nil
}
