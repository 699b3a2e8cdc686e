# METADATA
# title: Who may open an app
# description: >-
#   A person opens an app when one of the person's roles is on the app's list; an app without a list opens for nobody
#   (164.312(a)(1), 164.308(a)(4)(ii)(B)).
package keyward.authz.app

import data.keyward.authz.facts

# METADATA
# title: A listed role opens the app
# description: Or anyone, where policy data says so. A service account opens the app that its client is.
# scope: document
default allow := false

allow if {
	_asked
	_open_to_anyone
}

allow if {
	_asked
	_holds_listed_role
}

allow if {
	_asked
	_own
}

# METADATA
# title: The action is one that apps know
# custom:
#   name: app.action_not_listed
#   reason_user: This cannot be done with an app. Tell the help desk what you were doing.
#   reason_admin: The action is not among data.hospital.app_actions.
#   reason_user_es: Esto no se puede hacer con una aplicación. Diga al servicio de ayuda qué estaba haciendo.
#   reason_admin_es: La acción no figura en data.hospital.app_actions.
deny contains {"code": "app.action_not_listed", "missing": [], "facts": {"app": input.resource.id}} if {
	_asked
	not _action
}

# METADATA
# title: The app says which roles open it
# custom:
#   name: app.roles_unknown
#   reason_user: This app is not set up for anyone yet. Ask its owner or the help desk.
#   reason_admin: The app is in no list of the policy and its client has no attribute keyward.access_roles. Set it.
#   reason_user_es: >-
#     Esta aplicación aún no está preparada para nadie. Pregunte a su responsable o al servicio de ayuda.
#   reason_admin_es: >-
#     La aplicación no está en la lista de la política y su cliente no tiene el atributo keyward.access_roles.
#     Defínalo.
deny contains {
	"code": "app.roles_unknown",
	"missing": ["resource.properties.access_roles"],
	"facts": {"app": input.resource.id},
} if {
	_asked
	not _listed
	not _own
}

# METADATA
# title: One of the subject's roles opens the app
# custom:
#   name: app.role_not_listed
#   reason_user: None of your roles opens this app. Ask your manager for a role that does.
#   reason_admin: >-
#     None of the subject's roles is on the app's list (keyward.access_roles, or the policy's line for Keycloak's own
#     apps).
#   reason_user_es: Ninguna de sus funciones abre esta aplicación. Pida a su responsable una función que la abra.
#   reason_admin_es: >-
#     Ningún rol del sujeto está en la lista de la aplicación (keyward.access_roles, o la línea de la política para
#     las aplicaciones propias de Keycloak).
deny contains {"code": "app.role_not_listed", "missing": [], "facts": {"app": input.resource.id}} if {
	_asked
	_listed
	not _open_to_anyone
	not _own
	not _holds_listed_role
}

_asked if {
	input.resource.type == "app"
	is_string(input.resource.id)
	is_string(input.action.name)
}

_action if facts.in_force(data.hospital.app_actions[input.action.name])

_line := line if {
	line := data.hospital.apps[input.resource.id]
	facts.in_force(line)
}

_open_to_anyone if {
	_line.anyone == true
	facts.person
}

_holds_listed_role if {
	some role in _listed
	role in facts.roles
}

_listed := object.get(_line, "roles", []) if {
	_line
} else := input.resource.properties.access_roles if {
	is_array(input.resource.properties.access_roles)
}

_own if {
	facts.service
	input.context.client == input.resource.id
}
