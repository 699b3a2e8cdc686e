/** Clients with credentials of their own: who answers for each, when it was last used, and what becomes of it. */
@NullMarked
package health.keyward.console.services;

import org.jspecify.annotations.NullMarked;
