package keyward.authz_test

import data.keyward.authz

test_a_record_opens if {
	authz.decision.decision with input as {"resource": {"type": "record"}}
}

test_an_app_does_not if {
	not authz.decision.decision with input as {"resource": {"type": "app"}}
}
