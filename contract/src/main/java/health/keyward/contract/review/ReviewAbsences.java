package health.keyward.contract.review;

import java.util.List;

/** The own absences that are not over. */
public record ReviewAbsences(List<ReviewAbsence> rows) {
    public ReviewAbsences {
        rows = List.copyOf(rows);
    }
}
