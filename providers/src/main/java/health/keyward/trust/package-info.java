/**
 * Roles that open the emergency and oversight doors are granted, and their holders touched, by system administrators alone, whatever the path: direct,
 * group, composite, default role, identity-provider mapper, import. Tokens name the client they were really issued to. Serves 164.308(a)(4)(ii)(B).
 */
@NullMarked
package health.keyward.trust;

import org.jspecify.annotations.NullMarked;
