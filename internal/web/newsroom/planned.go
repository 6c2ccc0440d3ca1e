package newsroom

import "ilbo.press"

// planned are the routes of what is planned and said in the newsroom.
func (n *Newsroom) planned(staff func(string, func(*visit) error), may func(ilbo.Permission, string, func(*visit) error)) {
	staff("GET "+Root+"/live", n.live)
	staff("GET "+Root+"/people", n.peopleFound)
	staff("GET "+Root+"/notifications", n.notificationsPage)
	staff("GET "+Root+"/notifications/unread", n.countUnread)
	staff("POST "+Root+"/notifications/read", n.markRead)
	staff("POST "+Root+"/notifications/{notification}/open", n.openNotification)

	may(ilbo.MaySee, "GET "+Root+"/lineup", n.lineupPage)
	may(ilbo.MayAssign, "GET "+Root+"/lineup/new", n.newAssignmentPage)
	may(ilbo.MayAssign, "POST "+Root+"/lineup", n.plan)
	may(ilbo.MaySee, "GET "+Root+"/lineup/{assignment}", n.assignmentPage)
	may(ilbo.MayAssign, "POST "+Root+"/lineup/{assignment}", n.replan)
	may(ilbo.MayAssign, "POST "+Root+"/lineup/{assignment}/move", n.moveAssignment)
	staff("POST "+Root+"/lineup/{assignment}/begin", n.begin)
	for path, act := range map[string]struct {
		done string
		do   func(v *visit, id ilbo.AssignmentID) error
	}{
		"accept": {"accepted", func(v *visit, id ilbo.AssignmentID) error { return n.Desk.Accept(v.r.Context(), v.staff.Staff, id) }},
		"finish": {"finished", func(v *visit, id ilbo.AssignmentID) error { return n.Desk.Finish(v.r.Context(), v.staff.Staff, id) }},
		"resume": {"resumed", func(v *visit, id ilbo.AssignmentID) error { return n.Desk.Resume(v.r.Context(), v.staff.Staff, id) }},
		"drop": {"dropped-plan", func(v *visit, id ilbo.AssignmentID) error {
			return n.Desk.Drop(v.r.Context(), v.staff.Staff, id, v.form("reason"))
		}},
	} {
		staff("POST "+Root+"/lineup/{assignment}/"+path, n.assigned(act.done, act.do))
	}

	staff("GET "+Root+"/stories/{id}/notes", n.notesPage)
	staff("POST "+Root+"/stories/{id}/notes", n.addNote)
	staff("POST "+Root+"/notes/{note}/reply", n.replyToNote)
	staff("POST "+Root+"/notes/{note}/resolve", n.resolveNote)
	staff("POST "+Root+"/notes/{note}/unresolve", n.unresolveNote)
}
