package health.keyward.console.inactivity;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityAccount;
import java.time.Clock;
import java.util.List;

/** Accounts, where they stand, and what comes next. */
final class DormantGrid extends Grid<InactivityAccount> {
    private static final String PERSON = "<span class='kw-two'>${item.name} <span>${item.also}</span></span>";
    private static final String MARKED =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}'"
                    + " ?hidden='${!item.icon}' aria-hidden='true'></vaadin-icon><span>${item.word}</span></span>";

    DormantGrid(Times times, Clock clock) {
        setId("dormant");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("dormant.accounts"));
        column(
                "column.person",
                LitRenderer.<InactivityAccount>of(PERSON)
                        .withProperty("name", DormantWords::person)
                        .withProperty("also", one -> also(one)),
                "190px",
                1);
        column(
                "dormant.step",
                marked(
                        one -> DormantWords.tone(one.step()),
                        one -> DormantWords.icon(one.step()),
                        one -> Words.of(one.step())),
                "130px",
                0);
        column("dormant.cause", text(one -> one.cause() == null ? "–" : Words.of(one.cause())), "130px", 0);
        column(
                "dormant.lastuse",
                text(one -> one.lastSignIn() == null ? Words.say("dormant.never") : times.ago(one.lastSignIn())),
                "130px",
                0);
        column("dormant.next", text(one -> next(one, times, clock)), "220px", 1);
        column(
                "dormant.held",
                marked(
                        one -> one.held() == null ? "" : "DENIED",
                        one -> one.held() == null ? "" : "lock",
                        one -> one.held() == null ? "–" : Words.of(one.held())),
                "180px",
                0);
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            for (var key : List.of("dormant.cause", "dormant.lastuse", "dormant.next", "dormant.held")) {
                getColumnByKey(key).setVisible(!narrow);
            }
        });
    }

    private static String also(InactivityAccount one) {
        var unit = one.unit() == null ? "" : one.unit();
        return one.name() == null ? unit : unit.isEmpty() ? one.username() : one.username() + " · " + unit;
    }

    private static String next(InactivityAccount one, Times times, Clock clock) {
        var words = DormantWords.next(one, times, clock.instant());
        return words.isEmpty() ? "–" : words;
    }

    private void column(String key, LitRenderer<InactivityAccount> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say(key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<InactivityAccount> marked(
            ValueProvider<InactivityAccount, String> tone,
            ValueProvider<InactivityAccount, String> icon,
            ValueProvider<InactivityAccount, String> word) {
        return LitRenderer.<InactivityAccount>of(MARKED)
                .withProperty("tone", tone)
                .withProperty("icon", icon)
                .withProperty("word", word);
    }

    private static LitRenderer<InactivityAccount> text(ValueProvider<InactivityAccount, String> value) {
        return LitRenderer.<InactivityAccount>of("<span class='kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }
}
