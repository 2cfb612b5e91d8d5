package storage

// Informants is the roll of 灾害信息员, by the mark of a telephone number: who reports
// from there is known to have been trained for it. The number itself isn't kept.
const Informants Book[Informant] = "informants"

// Informant is one of the roll.
type Informant struct {
	Name     string `json:"name"`
	Township string `json:"township,omitempty"`
	Village  string `json:"village,omitempty"`
}

// InformantMark is the kind of mark that keys the roll; see BookTx.Mark.
const InformantMark = "informant"
