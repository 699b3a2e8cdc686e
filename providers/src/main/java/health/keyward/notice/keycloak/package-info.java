/** The rim: brings notices to mail servers, webhooks and syslog receivers, and finds out who holds a role. */
@NullMarked
package health.keyward.notice.keycloak;

import org.jspecify.annotations.NullMarked;
