# METADATA
# title: How sure it is that it is the person
# description: >-
#   What the step-up map demands and what policy wants of its own, whichever is more, held against what the person
#   showed (164.312(d), SP 800-63B). Service accounts are asked nothing.
package keyward.authz.assurance

import data.keyward.authz.emergency
import data.keyward.authz.facts
import data.keyward.authz.network
import data.keyward.authz.record
import data.keyward.authz.types

# METADATA
# title: The demand of the step-up map is known
# custom:
#   name: assurance.requirement_unknown
#   reason_user: >-
#     It could not be found out how you have to sign in for this. Try again; if it happens again, tell the help desk.
#   reason_admin: context.required_assurance is not known. The source step-up-map did not answer.
#   reason_user_es: >-
#     No se pudo averiguar cómo debe identificarse para esto. Inténtelo de nuevo; si se repite, avise al servicio de
#     ayuda.
#   reason_admin_es: No se conoce context.required_assurance. La fuente step-up-map no respondió.
deny contains {
	"code": "assurance.requirement_unknown",
	"missing": ["context.required_assurance"],
	"facts": {},
} if {
	facts.person
	not _demand
}

# METADATA
# title: The level is reached
# custom:
#   name: assurance.level_too_low
#   reason_user: This asks for a stronger proof that it is you. Confirm it with your passkey or code.
#   reason_admin: The person's level is lower than the step-up map or the policy asks for.
#   reason_user_es: Esto exige una prueba más fuerte de que es usted. Confírmelo con su llave de acceso o código.
#   reason_admin_es: El nivel de la persona es inferior al que exigen el mapa de niveles o la política.
shortfall contains {"code": "assurance.level_too_low", "missing": missing, "facts": _facts} if {
	_shown < _level
	missing := [path | not _known_level; path := "context.assurance.level"]
}

# METADATA
# title: The proof is fresh enough
# custom:
#   name: assurance.too_old
#   reason_user: It has been a while since you showed that it is you. Confirm it again.
#   reason_admin: >-
#     The person's proof is older than the step-up map or the policy asks for, or nothing says how old it is.
#   reason_user_es: Hace tiempo que demostró que es usted. Confírmelo de nuevo.
#   reason_admin_es: >-
#     La prueba de la persona es más antigua de lo que exigen el mapa de niveles o la política, o nada dice su
#     antigüedad.
shortfall contains {"code": "assurance.too_old", "missing": missing, "facts": _facts} if {
	_shown >= _level
	_max_age
	not _fresh
	missing := [path | not _age; path := "context.assurance.age_seconds"]
}

# METADATA
# title: Another factor was shown
# custom:
#   name: assurance.same_factor
#   reason_user: This asks for another factor than the one you signed in with. Confirm it with that.
#   reason_admin: >-
#     The step-up map asks for another credential than at the sign-in, and context.assurance.different_factor does not
#     say that one was shown.
#   reason_user_es: Esto exige otro factor que el usado al entrar. Confírmelo con ese.
#   reason_admin_es: >-
#     El mapa de niveles exige otra credencial que la usada al entrar y context.assurance.different_factor no dice que
#     se haya mostrado.
shortfall contains {"code": "assurance.same_factor", "missing": [], "facts": _facts} if {
	_shown >= _level
	_different
	not input.context.assurance.different_factor == true
}

# METADATA
# title: The asker can carry out a step-up
# custom:
#   name: assurance.step_up_not_supported
#   reason_user: This app cannot ask you for a stronger proof. Sign in to it again with a passkey, or use another app.
#   reason_admin: A step-up is needed, and the asker does not list it in context.supported_obligations.
#   reason_user_es: >-
#     Esta aplicación no puede pedirle una prueba más fuerte. Entre de nuevo con una llave de acceso o use otra
#     aplicación.
#   reason_admin_es: Hace falta una prueba más fuerte y quien pregunta no la incluye en context.supported_obligations.
unsupported contains {"code": "assurance.step_up_not_supported", "missing": [], "facts": _facts} if {
	count(shortfall) > 0
	not _supported
}

# METADATA
# title: The obligation
# description: What has to be shown for the decision to hold.
obligation := {"id": "step-up", "type": "step-up", "properties": object.union(_age_property, {
	"acr_value": _names[_level],
	"different_factor": _asks_for_another,
})} if {
	count(shortfall) > 0
}

_ranks := {"pwd": 1, "mfa": 2, "phr": 3, "phrh": 4}

_names := ["", "pwd", "mfa", "phr", "phrh"]

_rank(level) := rank if {
	rank := _ranks[level]
} else := level if _names[level]

_demand := {
	"rank": _rank(input.context.required_assurance.level),
	"because": "step-up-map",
	"max_age": object.get(input.context.required_assurance, "max_age_seconds", null),
} if {
	not _max_age_unreadable
}

_wants contains _demand

_wants contains {"rank": _ranks[want.level], "because": want.because, "max_age": want.max_age} if {
	some want in ((record.wants | network.wants) | (emergency.wants | types.wants))
}

_level := max({1} | {want.rank | some want in _wants}) if facts.person

_max_age := min({want.max_age | some want in _wants; is_number(want.max_age)})

_different if input.context.required_assurance.different_factor == true

default _asks_for_another := false

_asks_for_another if _different

default _shown := 0

_shown := max({_rank(input.context.assurance.level), _vouched_for})

default _vouched_for := 0

_vouched_for := _ranks.mfa if emergency.vouched

_known_level if _rank(input.context.assurance.level) >= 0

_age := input.context.assurance.age_seconds if is_number(input.context.assurance.age_seconds)

_fresh if _age <= _max_age

_supported if "step-up" in input.context.supported_obligations

_max_age_unreadable if {
	age := input.context.required_assurance.max_age_seconds
	not age == null
	not is_number(age)
}

default _age_property := {}

_age_property := {"max_age": _max_age}

_facts := {
	"acr_value": _names[_level],
	"because": concat(", ", sort(_because)),
}

_because contains want.because if {
	some want in _wants
	want.rank == _level
}
