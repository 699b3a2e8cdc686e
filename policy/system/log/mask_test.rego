package system.log_test

import data.system.log

record := {"input": {
	"subject": {
		"type": "user",
		"id": "u-1",
		"properties": {"roles": ["nurse"], "npi": "123", "licence": {"number": "1", "type": "RN"}},
	},
	"action": {"name": "read", "properties": {"note": "asked by phone"}},
	"resource": {
		"type": "record",
		"id": "r-1",
		"properties": {"patient": "p-1", "confidentiality": "N", "free": "text"},
	},
	"context": {
		"purpose": "TREAT",
		"network": {"address": "10.0.0.1", "zone": "hospital"},
		"device": "unknown",
		"break_glass": {"grant": "g-1", "patient": "p-1"},
		"odd/key~": 1,
		"scopes": ["a"],
	},
	"extra": {"a": 1},
}}

test_patients_free_text_and_addresses_are_hidden if {
	log.mask == {
		"/input/action/properties",
		"/input/context/break_glass/patient",
		"/input/context/network/address",
		"/input/context/odd~1key~0",
		"/input/extra",
		"/input/resource/id",
		"/input/resource/properties/free",
		"/input/resource/properties/patient",
		"/input/subject/properties/licence/number",
		"/input/subject/properties/npi",
	} with input as record
}

test_the_id_of_an_app_is_shown if {
	log.mask == set() with input as {"input": {"resource": {"type": "app", "id": "ward-board"}}}
}

test_text_in_the_place_of_what_is_known_is_hidden if {
	log.mask == {"/input/context", "/input/subject/properties"} with input as {"input": {
		"context": "patient p-1",
		"subject": {"properties": "patient p-1"},
	}}
	log.mask == {"/input/context/network"} with input as {"input": {"context": {"network": "10.0.0.1"}}}
}

test_nothing_to_hide_in_nothing if {
	log.mask == set() with input as {}
	log.mask == set() with input as {"input": {}}
}
