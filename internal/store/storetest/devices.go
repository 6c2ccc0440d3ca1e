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
		p.must(p.AddDevice(p.ctx, d))
		p.refuses(p.AddDevice(p.ctx, d), ilbo.Conflict)
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
		d.Language, d.Sections, d.Least, d.Quiet, d.Woken, d.Name = ilbo.Korean, nil, ilbo.Routine, ilbo.QuietHours{}, true, "Firefox"
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
			p.must(p.AddDevice(p.ctx, handset("https://push.example/"+name)))
		}
		korean := handset("https://push.example/d")
		korean.Language = ilbo.Korean
		p.must(p.AddDevice(p.ctx, korean))
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
	"who asks too often is told so until the hour is over": func(t *testing.T, p *paper) {
		p.must(p.Throttle(p.ctx, "192.0.2.0/24", 1, noon))
		p.refuses(p.Throttle(p.ctx, "192.0.2.0/24", 1, noon.Add(time.Minute)), ilbo.Busy)
		p.must(p.Throttle(p.ctx, "198.51.100.0/24", 1, noon))
		p.must(p.Throttle(p.ctx, "192.0.2.0/24", 1, noon.Add(time.Hour)))
	},
	"a reader's devices are ended by that reader alone": func(t *testing.T, p *paper) {
		minji, jun := ilbo.Reader{Email: "minji@example.com", Added: noon}, ilbo.Reader{Email: "jun@example.com", Added: noon}
		p.must(p.PutReader(p.ctx, &minji))
		p.must(p.PutReader(p.ctx, &jun))
		var all []ilbo.Device
		for i, name := range []string{"a", "b", "c"} {
			d := handset("https://push.example/" + name)
			d.Reader, d.Added = minji.ID, noon.Add(-time.Duration(i)*time.Minute)
			p.must(p.AddDevice(p.ctx, d))
			all = append(all, d)
		}
		strangers := handset("https://push.example/d")
		p.must(p.AddDevice(p.ctx, strangers))
		p.refuses(p.DropReaderDevice(p.ctx, jun.ID, all[0].ID()), ilbo.NotFound)
		p.refuses(p.DropReaderDevice(p.ctx, 0, strangers.ID()), ilbo.NotFound)
		p.must(p.DropReaderDevice(p.ctx, minji.ID, all[0].ID()))
		got, err := p.ReaderDevices(p.ctx, minji.ID)
		p.must(err)
		p.same("devices", got, all[1:])
		changed := all[1]
		changed.Reader = 0
		p.must(p.ChangeDevice(p.ctx, changed))
		got, err = p.ReaderDevices(p.ctx, minji.ID)
		p.must(err)
		p.same("devices after a change by who is not signed in", got, all[1:])
		p.must(p.ForgetDevices(p.ctx, minji.ID))
		p.must(p.DropReader(p.ctx, minji.ID))
		_, err = p.Device(p.ctx, strangers.ID())
		p.must(err)
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
