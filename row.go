package ilbo

import "encoding/json"

// A Row is one of a table that is moved from paper to paper as it is: what is kept
// about readers, and what they are sold.
type Row struct {
	Table  string
	Values map[string]json.RawMessage // by column: a number, a text, null, or {"base64": …}
}
