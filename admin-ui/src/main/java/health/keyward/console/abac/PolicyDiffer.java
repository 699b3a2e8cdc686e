package health.keyward.console.abac;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.dom.Element;
import health.keyward.console.base.Words;
import health.keyward.contract.abac.PolicyDifference;

/** What differs between two bundles, file by file; each line says by a sign what became of it. */
final class PolicyDiffer extends Div {
    PolicyDiffer(PolicyDifference difference) {
        setId("policy-difference");
        if (difference.files().isEmpty()) {
            add(new Paragraph(Words.say("policies.difference.none")));
        }
        difference.files().forEach(this::file);
    }

    private void file(PolicyDifference.File file) {
        var title = new H4(
                file.name() + " · " + Words.say("policies.file." + file.kind().name()));
        title.addClassName("kw-h");
        add(title);
        if (file.lines().isEmpty()) {
            return;
        }
        var text = new Pre();
        text.addClassName("kw-file");
        text.getElement().setAttribute("tabindex", "0");
        file.lines().forEach(line -> text.getElement().appendChild(line(line)));
        add(text);
        if (!file.whole()) {
            add(new Paragraph(Words.say("policies.cut")));
        }
    }

    private static Element line(PolicyDifference.Line line) {
        return switch (line.kind()) {
            case ADDED -> new Element("ins").setText("+ " + line.text() + "\n");
            case REMOVED -> new Element("del").setText("- " + line.text() + "\n");
            case SAME, CHANGED -> new Element("span").setText("  " + line.text() + "\n");
        };
    }
}
