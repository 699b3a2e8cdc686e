package keyward.authz.network_test

import data.keyward.authz.network

from(address) := {"context": {"network": {"address": address, "protected": true}}}

at(address) := object.union(from(address), {"context": {"time": "2026-11-24T15:00:00Z"}})

test_a_zone_can_be_shut_out if {
	zones := {
		"zones": [{
			"name": "shut",
			"networks": ["203.0.113.0/24", "2001:db8::/32"],
			"refused": true,
			"levels": {},
			"since": "2026-11-21",
		}],
		"elsewhere": {"name": "elsewhere", "levels": {}},
	}
	every address in ["203.0.113.77", "2001:db8::77"] {
		network.deny == {{"code": "network.zone_refused", "missing": [], "facts": {"zone": "shut"}}} with input as at(address)
			with data.hospital.networks as zones
	}
	network.deny == set() with input as at("198.51.100.1") with data.hospital.networks as zones
}

test_the_first_zone_that_matches_counts if {
	line := {"networks": ["10.0.0.0/8"], "levels": {}, "since": "2026-11-21"}
	zones := {"zones": [object.union(line, {"name": "first"}), object.union(line, {"name": "second"})]}
	network.zone.name == "first" with input as at("10.1.1.1") with data.hospital.networks as zones
}

test_zones_as_shipped if {
	network.zone.name == "hospital" with input as at("192.168.7.1")
	network.zone.name == "hospital" with input as at("fd00::1")
	network.zone.name == "this-machine" with input as at("::1")
	network.zone.name == "elsewhere" with input as at("8.8.8.8")
	network.zone.name == "elsewhere" with input as at("unknown")
	network.zone.name == "elsewhere" with input as at(17)
}
