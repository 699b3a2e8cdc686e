# METADATA
# title: Whether the person is trained
# description: Patient data asks for privacy training that has not run out (164.308(a)(5)(i), 164.530(b)).
package keyward.authz.training

import data.keyward.authz.facts

# METADATA
# title: The training is known where it has to be
# custom:
#   name: training.unknown
#   reason_user: No privacy training of yours is on file. Take the course, or ask the training office to enter it.
#   reason_admin: >-
#     The class of data demands privacy training, and the profile says no end of one (training_privacy_until).
#   reason_user_es: No consta su formación en privacidad. Haga el curso o pida a la oficina de formación que la anote.
#   reason_admin_es: >-
#     La clase de datos exige formación en privacidad y el perfil no indica su fin (training_privacy_until).
deny contains {"code": "training.unknown", "missing": ["subject.properties.training.privacy_until"], "facts": {}} if {
	_asked
	not _ends
}

# METADATA
# title: The training has not run out
# custom:
#   name: training.expired
#   reason_user: Your privacy training has run out. Take the course again.
#   reason_admin: The last day of the privacy training is over (training_privacy_until).
#   reason_user_es: Su formación en privacidad ha caducado. Haga el curso de nuevo.
#   reason_admin_es: Pasó el último día de la formación en privacidad (training_privacy_until).
deny contains {"code": "training.expired", "missing": [], "facts": {}} if {
	_asked
	_ends <= facts.now
}

_asked if {
	facts.person
	facts.demanded("training")
}

_ends := facts.ends(input.subject.properties.training.privacy_until)
