# METADATA
# title: Who may open an app
# description: >-
#   A person opens an app when one of the person's roles is on the app's list. An app that is not listed opens for
#   nobody (45 CFR 164.312(a)(1), 164.308(a)(4)(ii)(B)).
# entrypoint: true
package keyward.access

# METADATA
# title: The answer
# description: Allowed or not, with every reason for a refusal in machine words; sorted, so that two engines answer alike.
decision := {"allow": allow, "reasons": sort(deny)}

# METADATA
# title: Nothing is allowed that is not listed
# description: True when the app is listed, the person holds a listed role, and nothing refuses.
default allow := false

allow if {
	some role in input.person.roles
	role in data.allow.apps[input.app].roles
	count(deny) == 0
}

# METADATA
# title: The question names an app
# custom:
#   name: app_missing
#   message: The question does not say which app is meant.
#   remedy: Ask again with the client id of the app.
deny contains "app_missing" if not _app_named

# METADATA
# title: The app is on the list
# custom:
#   name: app_not_listed
#   message: This app is not on the list of apps.
#   remedy: Add the app with its roles to data.json.
deny contains "app_not_listed" if {
	_app_named
	not data.allow.apps[input.app]
}

# METADATA
# title: The person holds a role
# custom:
#   name: person_without_roles
#   message: Nothing says which roles the person holds.
#   remedy: Grant a role, or ask again with the person's roles.
deny contains "person_without_roles" if not _person_has_roles

# METADATA
# title: One of the person's roles opens the app
# custom:
#   name: role_not_listed
#   message: None of the person's roles opens this app.
#   remedy: Grant a role that the app lists, after the approval it needs.
deny contains "role_not_listed" if {
	_person_has_roles
	app := data.allow.apps[input.app]
	listed := {role | some role in app.roles}
	held := {role | some role in input.person.roles}
	count(listed & held) == 0
}

_app_named if {
	is_string(input.app)
	input.app != ""
}

_person_has_roles if {
	is_array(input.person.roles)
	count(input.person.roles) > 0
}
