/**
 * Who may do what, decided by policy over attributes of person, device, network, time, resource, purpose and assurance. The room promises: an answer
 * from the published policy or a refusal, never a guess; every answer recorded before it is acted on, with what was known. Serves 164.312(a)(1),
 * 164.308(a)(4)(ii)(B) and the requirements AB-1 to AB-13.
 */
@NullMarked
package health.keyward.abac;

import org.jspecify.annotations.NullMarked;
