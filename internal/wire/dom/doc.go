// Package dom asks an HTML tree what the readers of copy want to know of it.
package dom
