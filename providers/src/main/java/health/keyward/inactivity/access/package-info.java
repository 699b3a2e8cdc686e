/** The personnel system's way in: who has left (IN-15), in the shape of SCIM (RFC 7644). */
@NullMarked
package health.keyward.inactivity.access;

import org.jspecify.annotations.NullMarked;
