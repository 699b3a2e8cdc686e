/** What people sign in with, and which models of it are accepted for what. */
@NullMarked
package health.keyward.console.authenticators;

import org.jspecify.annotations.NullMarked;
