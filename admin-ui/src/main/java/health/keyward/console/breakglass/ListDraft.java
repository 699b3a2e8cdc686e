package health.keyward.console.breakglass;

import health.keyward.console.base.Unfinished;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A list that was changed and not yet proposed, as text, so that it outlives a stronger sign-in. */
final class ListDraft {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ListDraft() {}

    static String text(Object draft) {
        return JSON.writeValueAsString(draft);
    }

    /** @param why what was typed as the reason */
    record Kept<T>(T list, String why) {}

    static <T> Optional<Kept<T>> take(String form, Class<T> type) {
        return Unfinished.take(form)
                .filter(kept -> !kept.text(ListProposalDialog.DRAFT).isEmpty())
                .map(kept -> new Kept<>(
                        JSON.readValue(kept.text(ListProposalDialog.DRAFT), type), kept.text(ListProposalDialog.WHY)));
    }
}
