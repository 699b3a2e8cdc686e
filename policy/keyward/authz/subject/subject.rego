# METADATA
# title: Who asks, and whether the question is whole
# description: Everything that is decided needs a subject, an action, a resource and a moment.
package keyward.authz.subject

import data.keyward.authz.facts

# METADATA
# title: The question names subject, action and resource
# custom:
#   name: question.incomplete
#   reason_user: The request was incomplete. Go back and try again; if it happens again, tell the help desk.
#   reason_admin: >-
#     The question lacks an id, a type or an action; see the missing paths. The app that asks has to be mended.
#   reason_user_es: >-
#     La solicitud estaba incompleta. Vuelva atrás e inténtelo de nuevo; si se repite, avise al servicio de ayuda.
#   reason_admin_es: >-
#     Falta en la pregunta un identificador, un tipo o una acción; vea las rutas que faltan. Hay que corregir la
#     aplicación que pregunta.
deny contains {"code": "question.incomplete", "missing": missing, "facts": {}} if {
	missing := sort(_unsaid)
	count(missing) > 0
}

# METADATA
# title: The question says when
# custom:
#   name: question.time_unknown
#   reason_user: The system does not know what time it is, so nothing can be decided. Tell the help desk.
#   reason_admin: context.time is not there or no RFC 3339 time in UTC. The clock source failed.
#   reason_user_es: El sistema no sabe qué hora es y no puede decidir nada. Avise al servicio de ayuda.
#   reason_admin_es: Falta context.time o no es una hora RFC 3339 en UTC. Falló la fuente del reloj.
deny contains {"code": "question.time_unknown", "missing": ["context.time"], "facts": {}} if not facts.today

# METADATA
# title: The subject is a person or a service account
# custom:
#   name: subject.type_not_listed
#   reason_user: Your account is of a kind that has no access here. Ask the help desk.
#   reason_admin: subject.type is neither user nor service.
#   reason_user_es: Su cuenta es de un tipo que no tiene acceso aquí. Pregunte al servicio de ayuda.
#   reason_admin_es: subject.type no es user ni service.
deny contains {"code": "subject.type_not_listed", "missing": [], "facts": {}} if {
	not facts.person
	not facts.service
}

# METADATA
# title: What is said to be a service account is one
# custom:
#   name: subject.no_service_account
#   reason_user: This app took you for a machine. Tell the help desk which app it was.
#   reason_admin: >-
#     subject.type is service, and the user name is not that of a service account (service-account-...). The app that
#     asks has to be mended.
#   reason_user_es: Esta aplicación le tomó por una máquina. Diga al servicio de ayuda qué aplicación era.
#   reason_admin_es: >-
#     subject.type es service y el nombre de usuario no es el de una cuenta de servicio (service-account-...). Hay que
#     corregir la aplicación que pregunta.
deny contains {"code": "subject.no_service_account", "missing": [], "facts": {}} if {
	facts.service
	not _service_account
}

# METADATA
# title: The account is known
# custom:
#   name: subject.unknown
#   reason_user: Your account could not be looked up. Try again; if it happens again, tell the help desk.
#   reason_admin: Nothing says whether the account exists and is enabled. The source profile did not find it.
#   reason_user_es: No se pudo consultar su cuenta. Inténtelo de nuevo; si se repite, avise al servicio de ayuda.
#   reason_admin_es: Nada dice si la cuenta existe y está habilitada. La fuente profile no la encontró.
deny contains {"code": "subject.unknown", "missing": ["subject.properties.enabled"], "facts": {}} if {
	not _enabled_known
}

# METADATA
# title: The account is enabled
# custom:
#   name: subject.disabled
#   reason_user: Your account is switched off. Ask your manager or the help desk.
#   reason_admin: The account is disabled in Keycloak.
#   reason_user_es: Su cuenta está desactivada. Pregunte a su responsable o al servicio de ayuda.
#   reason_admin_es: La cuenta está deshabilitada en Keycloak.
deny contains {"code": "subject.disabled", "missing": [], "facts": {}} if input.subject.properties.enabled == false

# METADATA
# title: The subject's roles are known
# custom:
#   name: subject.roles_unknown
#   reason_user: Your roles could not be looked up. Try again; if it happens again, tell the help desk.
#   reason_admin: Nothing says which roles the subject holds. The source roles did not answer.
#   reason_user_es: >-
#     No se pudieron consultar sus funciones. Inténtelo de nuevo; si se repite, avise al servicio de ayuda.
#   reason_admin_es: Nada dice qué roles tiene el sujeto. La fuente roles no respondió.
deny contains {"code": "subject.roles_unknown", "missing": ["subject.properties.roles"], "facts": {}} if {
	not _roles_known
}

_unsaid contains "subject.id" if not _subject

_unsaid contains "action.name" if not _action

_unsaid contains "resource.type" if not _type

_unsaid contains "resource.id" if not _id

_subject if _said(input.subject.id)

_action if _said(input.action.name)

_type if _said(input.resource.type)

_id if _said(input.resource.id)

_service_account if startswith(input.subject.properties.username, "service-account-")

_enabled_known if is_boolean(input.subject.properties.enabled)

_roles_known if is_array(input.subject.properties.roles)

_said(value) if {
	is_string(value)
	facts.known(value)
}
