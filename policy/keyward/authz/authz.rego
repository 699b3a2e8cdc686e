# METADATA
# title: The decision
# description: >-
#   The one answer to the one question. Refused unless a domain permits and no domain refuses; a step-up is a permit
#   that holds once it was shown; emergency access is offered where nothing but what it may set aside stands in the
#   way.
package keyward.authz

import data.keyward.authz.agreement
import data.keyward.authz.app
import data.keyward.authz.assurance
import data.keyward.authz.consent
import data.keyward.authz.device
import data.keyward.authz.emergency
import data.keyward.authz.employment
import data.keyward.authz.licence
import data.keyward.authz.lock
import data.keyward.authz.network
import data.keyward.authz.purpose
import data.keyward.authz.record
import data.keyward.authz.shift
import data.keyward.authz.subject
import data.keyward.authz.training
import data.keyward.authz.types

# METADATA
# title: Permitted, be it after a step-up
# description: A domain allows it, nothing refuses it, and what has to be shown can be asked for.
# scope: document
default permitted := false

permitted if {
	_allowed
	count(_standing) == 0
	count(assurance.unsupported) == 0
}

# METADATA
# title: Emergency access would change the answer
# description: Nothing stands in the way but what a grant sets aside, and the person may ask for one.
# scope: document
default break_glass := false

break_glass if {
	_allowed
	count(_refused) == 0
	count(_set_aside) > 0
	not emergency.holds
	emergency.eligible
}

# METADATA
# title: The answer
# description: Always whole. Reasons are sorted; obligations come only with a permit.
# entrypoint: true
decision := {
	"decision": permitted,
	"reasons": sort(_reasons),
	"obligations": _obligations,
	"break_glass": break_glass,
}

# METADATA
# title: Something permits it
# custom:
#   name: authz.nothing_permits
#   reason_user: Nothing says that you may do this. Ask your manager or the help desk.
#   reason_admin: No rule refuses, and none permits. What is not permitted is refused.
#   reason_user_es: Nada dice que usted pueda hacer esto. Pregunte a su responsable o al servicio de ayuda.
#   reason_admin_es: Ninguna regla rechaza y ninguna permite. Lo que no se permite se rechaza.
_nothing contains {"code": "authz.nothing_permits", "missing": [], "facts": {}} if {
	not _allowed
	count(_standing) == 0
}

_allowed if app.allow

_allowed if record.allow

_allowed if types.allow

_refused := union({
	subject.deny, app.deny, record.deny, consent.deny, purpose.deny, network.deny, device.deny, employment.deny,
	licence.deny, training.deny, agreement.deny, lock.deny, types.deny, assurance.deny,
})

_set_aside := union({
	record.deny_unless_emergency, consent.deny_unless_emergency, purpose.deny_unless_emergency,
	shift.deny_unless_emergency,
})

_standing := _refused if {
	emergency.holds
} else := _refused | _set_aside

_reasons := assurance.shortfall | _used if {
	permitted
} else := assurance.shortfall | assurance.unsupported if {
	_allowed
	count(_standing) == 0
} else := _standing | _nothing

_used contains emergency.used if count(_set_aside) > 0

# While the engine is down nothing but emergency access lets anybody in: a grant counts as used, whatever else permits.
_used contains emergency.used if input.context.break_glass.degraded == true

default _obligations := []

_obligations := [assurance.obligation] if permitted
