/** The rules of delivery, without Keycloak: when to try again, how a call is signed, how a syslog line is written. */
@NullMarked
package health.keyward.notice.core;

import org.jspecify.annotations.NullMarked;
