// Package dates reads the day that a citizen's words name: 明天, 下周三, 5.20, 七夕那天,
// 国庆第二天. It is pure: today is handed in, and so are the dates of festivals that
// move through the year.
//
// A date without a year is the next one from today on. 周六 is the coming one, today
// included; 这周六 and 下周六 are of this calendar week and the next, Monday to Sunday.
// Numbers that merely look like dates (排到20号, 520元, telephones) are let pass: a day
// that was missed makes the bot ask, a day that nobody named makes it answer wrongly.
package dates
