# METADATA
# title: Whether the person is contained
# description: >-
#   Who is locked by incident containment gets nothing; when nobody knows whether they are, strict roles get nothing
#   (AB-4, 164.308(a)(6)(ii)). A house without a lock feed sends no context.lock at all.
package keyward.authz.lock

import data.keyward.authz.facts

# METADATA
# title: The person is not locked
# custom:
#   name: lock.contained
#   reason_user: Your access is locked while the security team looks into something. Call them.
#   reason_admin: Incident containment has locked the subject.
#   reason_user_es: Su acceso está bloqueado mientras el equipo de seguridad investiga. Llámelo.
#   reason_admin_es: La contención de incidentes ha bloqueado al sujeto.
deny contains {"code": "lock.contained", "missing": [], "facts": {}} if input.context.lock.locked == true

# METADATA
# title: The view of locks is fresh for strict roles
# custom:
#   name: lock.stale
#   reason_user: >-
#     For your role it must be certain that nobody is locked, and at the moment it is not. Try again in a few minutes,
#     or call the security team.
#   reason_admin: >-
#     The view of locks is unknown or older than data.hospital.lock.seconds, and the subject holds a strict role.
#   reason_user_es: >-
#     Para su función debe ser seguro que nadie está bloqueado y ahora no lo es. Inténtelo en unos minutos o llame al
#     equipo de seguridad.
#   reason_admin_es: >-
#     La vista de bloqueos se desconoce o es más antigua que data.hospital.lock.seconds y el sujeto tiene un rol
#     estricto.
deny contains {"code": "lock.stale", "missing": ["context.lock.as_of"], "facts": {"role": role}} if {
	input.context.lock
	not _fresh
	some role in facts.roles
	facts.in_force(data.hospital.strict_roles[role])
}

_fresh if {
	input.context.lock.stale == false
	is_boolean(input.context.lock.locked)
	age := facts.now - time.parse_rfc3339_ns(input.context.lock.as_of)
	age <= data.hospital.lock.seconds * 1000000000
}
