package storetest

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"ilbo.press"
)

func handset(endpoint string) ilbo.Device {
	return ilbo.Device{
		Endpoint: endpoint, Key: bytes.Repeat([]byte{4}, 65), Secret: bytes.Repeat([]byte{7}, 16), Language: ilbo.English, Sections: []ilbo.SectionID{"national"},
		Least: ilbo.Important, Quiet: ilbo.QuietHours{From: 1320, To: 420, Zone: "Asia/Seoul"}, Added: noon,
	}
}

var devices = map[string]func(*testing.T, *paper){
	"devices are changed by their owners alone": func(t *testing.T, p *paper) {
		d := handset("https://push.example/1")
		p.must(p.AddDevice(p.ctx, d, "192.0.2.0/24", 5))
		p.refuses(p.AddDevice(p.ctx, d, "192.0.2.0/24", 5), ilbo.Conflict)
		got, err := p.Device(p.ctx, d.ID())
		p.must(err)
		p.same("device", got, d)
		forged := d
		forged.Secret, forged.Least = bytes.Repeat([]byte{8}, 16), ilbo.Breaking
		p.refuses(p.ChangeDevice(p.ctx, forged), ilbo.NotFound)
		p.refuses(p.DropDevice(p.ctx, forged), ilbo.NotFound)
		got, err = p.Device(p.ctx, d.ID())
		p.must(err)
		p.same("device after a stranger", got, d)
		d.Language, d.Sections, d.Least, d.Quiet = ilbo.Korean, nil, ilbo.Routine, ilbo.QuietHours{}
		p.must(p.ChangeDevice(p.ctx, d))
		got, err = p.Device(p.ctx, d.ID())
		p.must(err)
		p.same("device as chosen anew", got, d)
		p.must(p.DropDevice(p.ctx, d))
		p.refuses(p.DropDevice(p.ctx, d), ilbo.NotFound)
		_, err = p.Device(p.ctx, d.ID())
		p.refuses(err, ilbo.NotFound)
	},
	"devices are listed by language": func(t *testing.T, p *paper) {
		for _, name := range []string{"a", "b", "c"} {
			p.must(p.AddDevice(p.ctx, handset("https://push.example/"+name), "", 5))
		}
		korean := handset("https://push.example/d")
		korean.Language = ilbo.Korean
		p.must(p.AddDevice(p.ctx, korean, "", 5))
		var after ilbo.DeviceID
		n := 0
		for {
			some, err := p.Devices(p.ctx, ilbo.English, after, 2)
			p.must(err)
			if len(some) == 0 {
				break
			}
			for _, d := range some {
				after = d.ID()
				n++
			}
		}
		p.same("devices", n, 3)
	},
	"a network adds so many devices in an hour": func(t *testing.T, p *paper) {
		p.must(p.AddDevice(p.ctx, handset("https://push.example/1"), "192.0.2.0/24", 1))
		p.refuses(p.AddDevice(p.ctx, handset("https://push.example/2"), "192.0.2.0/24", 1), ilbo.Busy)
		p.must(p.AddDevice(p.ctx, handset("https://push.example/3"), "198.51.100.0/24", 1))
		later := handset("https://push.example/2")
		later.Added = noon.Add(time.Hour)
		p.must(p.AddDevice(p.ctx, later, "192.0.2.0/24", 1))
	},
	"the key of alerts is made once": func(t *testing.T, p *paper) {
		_, err := p.PushKey(p.ctx, func() ([]byte, error) { return nil, errors.New("no luck") })
		if err == nil {
			t.Error("there is a key that nobody made")
		}
		first, err := p.PushKey(p.ctx, func() ([]byte, error) { return []byte("first"), nil })
		p.must(err)
		second, err := p.PushKey(p.ctx, func() ([]byte, error) { return []byte("second"), nil })
		p.must(err)
		p.same("key", second, first)
	},
}
