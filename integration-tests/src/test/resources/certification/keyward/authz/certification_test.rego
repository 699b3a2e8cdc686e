package keyward.authz_test

import data.keyward.authz

_asked(who, roles, action, resource) := {
	"subject": {"type": "user", "id": "id", "properties": {"username": who, "roles": roles}},
	"action": action,
	"resource": object.union({"type": "record", "properties": {}}, resource),
	"context": {},
}

_archived := {"id": "record-2", "properties": {"status": "archived"}}

_active := {"id": "record-1", "properties": {"status": "active"}}

test_alice_reads_and_writes if {
	authz.decision.decision with input as _asked("alice", [], {"name": "read"}, _active)
	authz.decision.decision with input as _asked("alice", [], {"name": "write"}, _active)
}

test_bob_reads_and_does_not_write if {
	authz.decision.decision with input as _asked("bob", ["admin"], {"name": "read"}, _active)
	not authz.decision.decision with input as _asked("bob", ["admin"], {"name": "write"}, _active)
}

test_administrators_write_what_is_archived if {
	authz.decision.decision with input as _asked("bob", ["admin"], {"name": "write"}, _archived)
	not authz.decision.decision with input as _asked("alice", [], {"name": "write"}, _archived)
	asked := _asked("carol", [], {"name": "write"}, _archived)
	said := object.union(asked, {"subject": {"properties": {"role": "admin"}}})
	authz.decision.decision with input as said
}

test_alice_deletes_softly if {
	authz.decision.decision with input as _asked("alice", [], {"name": "delete", "properties": {"soft": true}}, _active)
	hard := _asked("alice", [], {"name": "delete", "properties": {"soft": false}}, _active)
	not authz.decision.decision with input as hard
}

test_nobody_else if {
	not authz.decision.decision with input as _asked("unknown", "unknown", {"name": "read"}, _active)
}
