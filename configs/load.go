package configs

import "errors"

// Load reads the file at path.
func Load(path string, lookup func(string) (string, bool)) (*Config, []Problem, error) {
	return nil, nil, errors.ErrUnsupported
}

// LoadBureau reads a bureau file.
func LoadBureau(path string) (*Bureau, []Problem, error) {
	return nil, nil, errors.ErrUnsupported
}
