package keyward.access_test

import data.keyward.access

apps := {"ward-board": {"roles": ["nurse", "physician"]}}

question(app, roles) := {"app": app, "person": {"roles": roles}}

test_a_listed_role_opens_the_app if {
	access.decision == {"allow": true, "reasons": []} with input as question("ward-board", ["nurse"])
		with data.allow.apps as apps
}

test_one_listed_role_among_others_is_enough if {
	access.allow with input as question("ward-board", ["billing", "physician"]) with data.allow.apps as apps
}

test_another_role_does_not if {
	access.decision == {"allow": false, "reasons": ["role_not_listed"]} with input as question("ward-board", ["billing"])
		with data.allow.apps as apps
}

test_an_app_that_is_not_listed_opens_for_nobody if {
	access.decision == {"allow": false, "reasons": ["app_not_listed"]} with input as question("radiology", ["physician"])
		with data.allow.apps as apps
}

test_a_listed_app_without_roles_opens_for_nobody if {
	not access.allow with input as question("ward-board", ["nurse"]) with data.allow.apps as {"ward-board": {"roles": []}}
}

test_a_person_without_roles_is_refused if {
	access.decision.reasons == ["person_without_roles"] with input as question("ward-board", [])
		with data.allow.apps as apps
}

test_a_role_as_text_is_no_list_of_roles if {
	not access.allow with input as question("ward-board", "nurse") with data.allow.apps as apps
}

test_an_empty_question_is_refused_with_reasons if {
	access.decision == {"allow": false, "reasons": ["app_missing", "person_without_roles"]} with input as {}
		with data.allow.apps as apps
}

test_an_empty_app_name_is_no_app if {
	"app_missing" in access.deny with input as question("", ["nurse"]) with data.allow.apps as apps
}

test_without_data_nothing_opens if {
	access.decision == {"allow": false, "reasons": ["app_not_listed"]} with input as question("ward-board", ["nurse"])
		with data.allow as {}
}

test_case_matters if {
	not access.allow with input as question("ward-board", ["Nurse"]) with data.allow.apps as apps
}

test_the_console_opens_for_system_admins_alone if {
	access.allow with input as question("keyward-console", ["system-admin"])
	not access.allow with input as question("keyward-console", ["helpdesk", "physician", "privacy-officer", "registrar"])
}

test_every_shipped_app_names_its_roles_and_since_when if {
	count(data.allow.apps) > 0
	every app in data.allow.apps {
		count(app.roles) > 0
		time.parse_rfc3339_ns(app.since) > 0
	}
}
