/** What the pharmacy believes and what it refuses. */
@NullMarked
package health.keyward.example.saml;

import org.jspecify.annotations.NullMarked;
