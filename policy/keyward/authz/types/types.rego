# METADATA
# title: What apps register of their own
# description: >-
#   An app may ask about types of its own that policy data lists with roles per action; a type that is not listed is
#   refused.
package keyward.authz.types

import data.keyward.authz.facts

# METADATA
# title: A listed role may do this
# description: By the type's table of actions.
# scope: document
default allow := false

allow if {
	_asked
	some role in _action.roles
	role in facts.roles
}

# METADATA
# title: The type is registered
# custom:
#   name: type.not_listed
#   reason_user: Nothing says who may use this. Ask the owner of the app.
#   reason_admin: The resource type is not in data.hospital.types.
#   reason_user_es: Nada dice quién puede usar esto. Pregunte al responsable de la aplicación.
#   reason_admin_es: El tipo de recurso no está en data.hospital.types.
deny contains {"code": "type.not_listed", "missing": [], "facts": {"type": input.resource.type}} if {
	_asked
	not _type
}

# METADATA
# title: The type knows the action
# custom:
#   name: type.action_not_listed
#   reason_user: This cannot be done here. Ask the owner of the app.
#   reason_admin: The type's line in data.hospital.types does not list the action.
#   reason_user_es: Esto no se puede hacer aquí. Pregunte al responsable de la aplicación.
#   reason_admin_es: La línea del tipo en data.hospital.types no incluye la acción.
deny contains {
	"code": "type.action_not_listed",
	"missing": [],
	"facts": {"type": input.resource.type, "action": input.action.name},
} if {
	_asked
	_type
	not _action
}

# METADATA
# title: A role of the subject may do this
# custom:
#   name: type.role_not_listed
#   reason_user: Your role does not allow this. Ask your manager for a role that does.
#   reason_admin: No role of the subject is listed for the action of the type.
#   reason_user_es: Su función no permite esto. Pida a su responsable una función que lo permita.
#   reason_admin_es: Ningún rol del sujeto figura para la acción del tipo.
deny contains {
	"code": "type.role_not_listed",
	"missing": [],
	"facts": {"type": input.resource.type, "action": input.action.name},
} if {
	_asked
	_action
	not allow
}

# METADATA
# title: What the action asks for in assurance
# description: As its line says.
wants contains want if {
	_asked
	want := {"level": _action.level, "because": "type.action", "max_age": object.get(_action, "max_age", null)}
}

_asked if {
	facts.own_type
	is_string(input.action.name)
}

_type := line if {
	line := data.hospital.types[input.resource.type]
	facts.in_force(line)
}

_action := _type.actions[input.action.name]
