package health.keyward.review.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.kernel.UserId;
import health.keyward.review.core.ItemKind;
import health.keyward.review.core.Risk;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the items of a preview add up to. They are counted while they are hashed and stay with the campaign: to count a million rows once more takes as long as
 * to freeze them.
 *
 * @param people whose rights they are
 * @param unassigned items nobody may review
 * @param loads of the first reviewers, the largest first
 */
public record Figures(
        long people, Map<ItemKind, Long> kinds, Map<Risk, Long> risks, long unassigned, List<Items.Load> loads) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Figures {
        kinds = Map.copyOf(kinds);
        risks = Map.copyOf(risks);
        loads = List.copyOf(loads);
    }

    @JsonIgnore
    public long items() {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }

    @JsonIgnore
    public long onFallback() {
        return loads.stream().mapToLong(Items.Load::onFallback).sum();
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures do not serialise", e);
        }
    }

    static Figures of(String text) {
        try {
            return JSON.readValue(text, Figures.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures cannot be read", e);
        }
    }

    /** Counts items that come in the order of their people. */
    static final class Counter {
        private final Map<ItemKind, Long> kinds = new EnumMap<>(ItemKind.class);
        private final Map<Risk, Long> risks = new EnumMap<>(Risk.class);
        private final Map<String, long[]> asked = new HashMap<>();
        private @Nullable String last;
        private long people;
        private long unassigned;

        void count(ResultSet row) throws SQLException {
            String person = row.getString("user_id");
            if (!person.equals(last)) {
                people++;
                last = person;
            }
            Risk risk = Risk.valueOf(row.getString("risk"));
            kinds.merge(ItemKind.valueOf(row.getString("kind")), 1L, Long::sum);
            risks.merge(risk, 1L, Long::sum);
            String reviewer = row.getString("reviewer_id");
            if (reviewer == null) {
                unassigned++;
                return;
            }
            long[] load = asked.computeIfAbsent(reviewer, fresh -> new long[3]);
            load[0]++;
            load[1] += risk == Risk.HIGH ? 1 : 0;
            load[2] += row.getBoolean("on_fallback") ? 1 : 0;
        }

        Figures sum() {
            List<Items.Load> loads = asked.entrySet().stream()
                    .map(one -> new Items.Load(
                            new UserId(one.getKey()),
                            one.getValue()[0],
                            one.getValue()[1],
                            one.getValue()[0],
                            one.getValue()[2]))
                    .sorted(Comparator.comparingLong(Items.Load::items)
                            .reversed()
                            .thenComparing(load -> load.reviewer().value()))
                    .toList();
            return new Figures(people, kinds, risks, unassigned, loads);
        }
    }
}
