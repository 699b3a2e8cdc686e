package health.keyward.console.stepup;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.StepUpMapVersion;

/** What one version changed, and the way back to it. */
final class VersionDialog extends Dialog {
    /** @param restore null for the version in force */
    VersionDialog(StepUpMapVersion version, Times times, @org.jspecify.annotations.Nullable Runnable restore) {
        setId("version");
        setHeaderTitle(Words.say("map.version.title", version.number()));
        setWidth("640px");
        var why = new Paragraph(version.reason());
        why.addClassNames("kw-said", "kw-strong");
        add(why, Changes.of(version.changes()));
        add(new Facts(Words.say("map.record"))
                .fact("map.by", version.by())
                .fact("map.at", times.exact(version.at()))
                .id("approvals.number", version.proposal())
                .id("approvals.hash", version.sha256()));
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("version-close");
        getFooter().add(close);
        if (restore != null) {
            var back = new Button(Words.say("map.restore"), e -> {
                close();
                restore.run();
            });
            back.setId("version-restore");
            back.addThemeVariants(ButtonVariant.PRIMARY);
            getFooter().add(back);
        }
    }
}
