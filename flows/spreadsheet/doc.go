// Package spreadsheet reads tables that people made: XLSX, and CSV in whatever encoding
// and with whatever separator their program writes. It is pure: bytes in, rows out.
// Nothing in a table is evaluated; a formula counts as what it last showed.
package spreadsheet
