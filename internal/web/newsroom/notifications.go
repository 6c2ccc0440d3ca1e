package newsroom

import (
	"fmt"
	"net/http"
	"strconv"

	"ilbo.press"
)

// A NotificationsPage is what somebody was told: see
// notifications/notifications.html.
type NotificationsPage struct {
	*Frame
	New, Old []NotificationView
	UpTo     int64 // the newest, so that what comes meanwhile stays unread
	Earlier  string
}

// A NotificationView is one notification.
type NotificationView struct {
	ID                 int64
	Say, Text, At, ISO string
}

const (
	// maxUnread is how many new ones are shown, and readLot how many of the others.
	maxUnread = 200
	readLot   = 50
	// mostUnread is up to where new ones are counted.
	mostUnread = 100
)

func (n *Newsroom) notificationsPage(v *visit) error {
	ctx := v.r.Context()
	p := &NotificationsPage{Frame: v.frame(func(w *Words) string { return w.Notifications.Title })}
	people, err := v.colleagues()
	if err != nil {
		return err
	}
	q := ilbo.NotificationQuery{For: v.staff.Login, Unread: true, Limit: maxUnread}
	unread, err := n.Store.Notifications(ctx, q)
	if err != nil {
		return err
	}
	q.Unread, q.Limit = false, readLot+1
	q.Before, _ = strconv.ParseInt(v.r.URL.Query().Get("before"), 10, 64) // what is no number is the first page
	read, err := n.Store.Notifications(ctx, q)
	if err != nil {
		return err
	}
	if len(read) > readLot {
		read = read[:readLot]
		p.Earlier = fmt.Sprintf("%s/notifications?before=%d", Root, read[readLot-1].ID)
	}
	if len(unread) > 0 {
		p.UpTo = unread[0].ID
	}
	show := func(list []ilbo.Notification) (views []NotificationView) {
		for _, m := range list {
			views = append(views, NotificationView{m.ID, p.W.told(&m, people.name(m.By)), m.Text, v.when(m.At), m.At.Format("2006-01-02T15:04:05Z07:00")})
		}
		return views
	}
	p.New, p.Old = show(unread), show(read)
	return v.show(http.StatusOK, "notifications", p)
}

// told is what somebody is told, with who did it.
func (w *Words) told(n *ilbo.Notification, by string) string {
	say := w.Notifications.What[n.What]
	if say == "" { // a kind that is newer than the words
		return by + ": " + string(n.What)
	}
	return fmt.Sprintf(say, by)
}

// openNotification marks one as read, and leads to what it is about.
func (n *Newsroom) openNotification(v *visit) error {
	id, err := strconv.ParseInt(v.r.PathValue("notification"), 10, 64)
	if err != nil {
		return ilbo.NotFound
	}
	// Whether it is read or not, it is found just below the number after it.
	for _, unread := range []bool{true, false} {
		found, err := n.Store.Notifications(v.r.Context(), ilbo.NotificationQuery{For: v.staff.Login, Unread: unread, Before: id + 1, Limit: 1})
		if err != nil {
			return err
		}
		if len(found) == 0 || found[0].ID != id {
			continue
		}
		if err := n.Desk.MarkRead(v.r.Context(), v.staff.Staff, id, 0); err != nil {
			return err
		}
		return v.see(about(&found[0]))
	}
	return ilbo.NotFound
}

// about is where one sees what a notification is about.
func about(m *ilbo.Notification) string {
	switch {
	case m.Note != 0:
		return fmt.Sprintf("%s/notes#note-%d", storyAddress(m.Story), m.Note)
	case m.Assignment != 0:
		return lineupAddress(m.Assignment)
	case m.Story != 0:
		return storyAddress(m.Story)
	}
	return Root + "/notifications"
}

func (n *Newsroom) markRead(v *visit) error {
	id, _ := strconv.ParseInt(v.form("id"), 10, 64) // none: all up to a number
	upTo, _ := strconv.ParseInt(v.form("up-to"), 10, 64)
	if err := n.Desk.MarkRead(v.r.Context(), v.staff.Staff, id, upTo); err != nil {
		return err
	}
	return v.done("/notifications", "read")
}

// unread is how many new notifications somebody has, as the bar says it.
func (v *visit) unread() string {
	count, err := v.Store.Unread(v.r.Context(), v.staff.Login, mostUnread)
	if err != nil {
		v.Log.Error("newsroom", "err", err) // the page is there all the same
	}
	switch {
	case count == 0:
		return ""
	case count >= mostUnread:
		return strconv.Itoa(mostUnread-1) + "+"
	}
	return strconv.Itoa(count)
}

// countUnread tells the bar's script.
func (n *Newsroom) countUnread(v *visit) error {
	count := v.unread()
	say := ""
	if count != "" {
		say = fmt.Sprintf(wordsIn(v.language()).Notifications.Count, count)
	}
	v.say(http.StatusOK, map[string]string{"count": count, "say": say})
	return nil
}
