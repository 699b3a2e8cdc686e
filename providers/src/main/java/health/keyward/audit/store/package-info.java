/** The inbox (JPA, in the event's own transaction), the log (JDBC, in the sequencer's), and the ear on Hibernate that knows before and after. */
@NullMarked
package health.keyward.audit.store;

import org.jspecify.annotations.NullMarked;
