package health.keyward.abac.access;

import health.keyward.abac.Reason;
import java.util.Locale;

/** Says a reason in the reader's language. */
@FunctionalInterface
public interface ReasonTexts {
    Text of(Reason reason, Locale language);

    /**
     * @param user what it is and what to do, for the person; never empty
     * @param admin for the administrator; never empty
     */
    record Text(String user, String admin) {}
}
