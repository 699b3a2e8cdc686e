package health.keyward.contract.review;

import java.util.List;

/** Templates, strictest first. */
public record ReviewTemplates(List<ReviewTemplate> rows) {
    public ReviewTemplates {
        rows = List.copyOf(rows);
    }
}
