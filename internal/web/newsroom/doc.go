// Package newsroom is where staff work: pages below /newsroom, made by the server
// for the one person who asks, and kept by nobody. Forms post and lead back;
// scripts make them convenient. Requests that another site made are refused.
package newsroom
