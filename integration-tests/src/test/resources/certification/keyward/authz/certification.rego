# The fixture of the AuthZEN 1.0 certification scenario (openid/authzen, certification/authorization-api-1_0-scenario.md,
# 2026-06-25), section "Required Fixture": rules 1 to 8 and S1 to S6, in our words.
package keyward.authz

default allow := false

# Rules 1 and 3, S1, S2.
allow if {
	input.action.name == "read"
	recognised
}

# Rules 2 and 5, S3.
allow if {
	input.action.name == "write"
	input.subject.properties.username == "alice"
	not archived
}

# Rule 6, S4 to S6.
allow if {
	input.action.name == "write"
	archived
	administers
}

# Rules 7 and 8.
allow if {
	input.action.name == "delete"
	input.action.properties.soft == true
	input.subject.properties.username == "alice"
}

recognised if {
	input.subject.type == "user"
	input.subject.properties.username in {"alice", "bob"}
	input.resource.type == "record"
}

archived if input.resource.properties.status == "archived"

administers if input.subject.properties.role == "admin"

# Known of bob in the realm.
administers if {
	is_array(input.subject.properties.roles)
	"admin" in input.subject.properties.roles
}

reasons contains {"code": "certification.not_allowed", "missing": [], "facts": {}} if not allow

# METADATA
# entrypoint: true
decision := {"decision": allow, "reasons": reasons, "obligations": [], "break_glass": false}
