# A few golden cases that a bundle is asked before it is used. Made by policy/build. Not part of any bundle.
package tools

smoke := [one |
	some name in [
		"a_grant_sets_the_relationship_aside",
		"a_listed_role_opens_the_app",
		"a_nurse_of_another_unit_does_not",
		"a_password_is_not_two_factors",
		"an_empty_question_is_refused",
		"an_unlisted_role_does_not",
		"plain_http_is_refused",
	]
	some cases in data.golden
	some one in cases
	one.name == name
]
