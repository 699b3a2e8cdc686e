package health.keyward.contract.stepup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to propose that a person enrols a new factor.
 *
 * @param hasMail whether a link can be mailed
 * @param enrollable factors the realm lets people enrol
 * @param checksVersion version of the two lists that follow
 * @param checks how an identity may have been checked
 * @param documents what may have been shown
 * @param enrolment the newest link of the person; null when there was none
 */
public record PersonFactors(
        String personId,
        String username,
        boolean hasMail,
        List<Factor> factors,
        List<String> enrollable,
        int checksVersion,
        List<String> checks,
        List<String> documents,
        @Nullable EnrolmentRow enrolment) {
    public PersonFactors {
        factors = List.copyOf(factors);
        enrollable = List.copyOf(enrollable);
        checks = List.copyOf(checks);
        documents = List.copyOf(documents);
    }

    /**
     * A credential beside the password.
     *
     * @param type Keycloak's word for it
     * @param since when it was enrolled; null when that is not known
     */
    public record Factor(
            String id,
            String type,
            @Nullable String label,
            @Nullable Instant since) {}
}
