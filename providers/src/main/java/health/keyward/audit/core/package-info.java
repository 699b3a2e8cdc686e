/** The rules of the record: what is masked, how a name that belongs to nobody is kept, how touches become changes. */
@NullMarked
package health.keyward.audit.core;

import org.jspecify.annotations.NullMarked;
