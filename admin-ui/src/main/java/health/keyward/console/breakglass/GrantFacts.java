package health.keyward.console.breakglass;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Everything known of one grant, for the drawer. */
final class GrantFacts {
    private final Times times;
    private final Consumer<BreakGlassGrant> end;

    GrantFacts(Times times, Consumer<BreakGlassGrant> end) {
        this.times = times;
        this.end = end;
    }

    List<Component> of(BreakGlassGrant grant) {
        List<Component> all = new ArrayList<>();
        all.add(new Facts(Words.say("grant.what"))
                .id("grant.patient", grant.patient())
                .fact("column.app", String.join(", ", grant.apps()))
                .fact("grant.class", grant.dataClass())
                .fact("grant.action", grant.action())
                .fact(
                        "column.reason",
                        grant.reason() + " (" + Words.say("glass.list.version", grant.reasonsVersion()) + ")")
                .fact("glass.purpose", grant.purpose()));
        all.add(new Facts(Words.say("grant.when"))
                .fact("grant.from", times.exact(grant.from()))
                .fact("grant.until", times.exact(grant.until()))
                .fact("grant.ended", grant.endedAt() == null ? null : times.exact(grant.endedAt()))
                .fact("grant.how", GrantWords.ending(grant))
                .id("grant.by", grant.endedBy()));
        all.add(new Facts(Words.say("grant.given"))
                .fact("grant.marks", String.join(", ", GrantWords.marks(grant)))
                .id("grant.cosigner", grant.coSigner())
                .id("grant.person", grant.personId())
                .id("grant.id", grant.id()));
        if (GrantWords.runs(grant)) {
            var stop = new Button(Words.say("grant.end"), e -> end.accept(grant));
            stop.setId("drawer-end-grant");
            stop.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.ERROR);
            var buttons = new Div(stop);
            buttons.addClassNames("kw-buttons", "kw-group");
            all.add(buttons);
        }
        return all;
    }
}
