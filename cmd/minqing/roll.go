package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"minqing/flows"
	"minqing/flows/informants"
	"minqing/flows/texts"
)

// rollCommand fills the roll of 灾害信息员 from a sheet, and says how many are on it.
// The file is read here, where whoever runs the command may read it; what goes to the
// server are the members. No number is shown whole.
type rollCommand struct {
	configFlag
	File     string `arg:"" optional:"" name:"SHEET" help:"灾害信息员名册，.xlsx 或 .csv；不写就看各乡镇现有几人。"`
	DryRun   bool   `help:"只看会怎样，不改名册。"`
	Replace  bool   `help:"以这张表为全部名册，表里没有的人移除；不写就只新增、更新。"`
	Sheet    string `placeholder:"名称" help:"读哪一张工作表；不写就读第一张像名册的。"`
	Template string `placeholder:"OUT.xlsx" help:"不导入，写一份空白名册，乡镇可以下拉选择。"`
	Force    bool   `help:"覆盖已有的空白名册。"`
}

// Run is `minqing roll`.
func (c *rollCommand) Run(a *app) error {
	switch {
	case c.File != "" && c.Template != "":
		return usage("导入名册和写空白名册（--template）请分两次")
	case c.File == "" && (c.DryRun || c.Replace || c.Sheet != ""):
		return usage("请写上名册文件")
	case c.Template != "" && strings.ToLower(filepath.Ext(c.Template)) != ".xlsx":
		return usage(fmt.Sprintf("%s：空白名册的文件名应当以 .xlsx 结尾", c.Template))
	}
	s, err := a.usable(c.Config)
	switch {
	case err != nil:
		return err
	case c.Template != "":
		return c.template(a, s)
	case c.File == "":
		return a.perform(s, "roll count", &rollCountTask{}, a.stdout)
	}
	r, err := c.read(a, s)
	if err != nil {
		return err
	}
	change, err := c.perform(a, s, r.Members)
	if err != nil {
		return err
	}
	return c.show(a, &r, change)
}

// read makes members of the file, or lists what is wrong with it.
func (c *rollCommand) read(a *app, s *setup) (r informants.Reading, err error) {
	sheets, err := readSheets(c.File, informants.MostRows)
	if err != nil {
		return r, err
	}
	r = informants.Read(sheets, informants.Options{Places: s.bureau.Places, Worksheet: c.Sheet})
	if c.Replace && len(r.Others) > 0 {
		r.Problems.Wrong(0, texts.Roll.OtherWhole(r.Others))
	}
	if wrong := listProblems(a.stderr, c.File, r.Problems); wrong > 0 {
		return r, fmt.Errorf("%s：有 %d 处错误，名册没有改动", c.File, wrong)
	}
	return r, nil
}

// perform has the roll changed, or looked at, where the data are. A dry run makes no
// data file.
func (c *rollCommand) perform(a *app, s *setup, members []informants.Member) (change flows.RollChange, err error) {
	if _, err := os.Stat(s.config.Data); errors.Is(err, fs.ErrNotExist) && c.DryRun {
		return flows.RollChange{Added: len(members), Size: len(members)}, nil
	}
	var answer bytes.Buffer
	if err := a.perform(s, "roll", &rollTask{Members: members, Replace: c.Replace, DryRun: c.DryRun}, &answer); err != nil {
		return change, err
	}
	if err := json.Unmarshal(answer.Bytes(), &change); err != nil {
		return change, fmt.Errorf("read what became of the roll: %w", err)
	}
	return change, nil
}

// show tells what changed, or would.
func (c *rollCommand) show(a *app, r *informants.Reading, change flows.RollChange) error {
	counts := texts.Roll.Change(change.Added, change.Updated, change.Same)
	if c.Replace {
		counts += texts.Roll.Removed(change.Removed)
	}
	done, size := "名册：", "现有"
	if c.DryRun {
		done, size = "试运行，名册没有改动。会：", "会有"
	}
	_, err := fmt.Fprintf(a.stdout, "读到 %d 人（%s）。\n%s%s。\n名册%s %d 人。\n",
		len(r.Members), tableRead(c.File, r.Sheet, r.Header), done, counts, size, change.Size)
	return err
}
