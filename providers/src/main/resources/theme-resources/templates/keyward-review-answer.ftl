<#-- What reviewers ask somebody about emergency access, and the answers. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<!-- template: keyward-review-answer.ftl -->

    <#if section = "header">
        ${msg("keywardReviewAnswerTitle")}
    <#elseif section = "form">
        <#if keywardSaid?has_content && keywardSaid != "keywardReviewAnswerShort"><p id="keyward-review-said" role="status">${msg(keywardSaid)}</p></#if>
        <#list keywardQuestions as one>
            <form id="keyward-question-${one?index}" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate>
                <input type="hidden" name="form" value="${keywardForm}" />
                <input type="hidden" name="grant" value="${one.grant}" />
                <dl class="keyward-facts">
                    <dt>${msg("keywardReviewAnswerGrant")}</dt><dd><code>${one.grant}</code></dd>
                    <dt>${msg("keywardReviewAnswerAsked")}</dt><dd><time datetime="${one.asked}">${one.asked}</time></dd>
                    <dt>${msg("keywardReviewAnswerDue")}</dt><dd><time datetime="${one.due}">${one.due}</time></dd>
                </dl>
                <p id="question-${one?index}"><strong>${one.question}</strong></p>
                <#assign faulty = keywardFaulty == one.grant>
                <#if faulty><p id="fault-${one?index}" role="alert" class="pf-v5-c-alert pf-m-danger pf-m-inline">${msg("keywardReviewAnswerShort")}</p></#if>
                <div class="${properties.kcFormGroupClass!}">
                    <label class="pf-v5-c-form__label" for="answer-${one?index}"><span class="pf-v5-c-form__label-text">${msg("keywardReviewAnswerWords")}</span></label>
                    <span class="pf-v5-c-form-control">
                        <textarea id="answer-${one?index}" name="answer" rows="4" maxlength="${keywardLongest}" required
                            aria-describedby="question-${one?index}<#if faulty> fault-${one?index}</#if>"<#if faulty> aria-invalid="true"</#if><#if faulty || (one?is_first && !keywardFaulty?has_content)> autofocus</#if>><#if faulty>${keywardTyped}</#if></textarea>
                    </span>
                </div>
                <button type="submit" id="keyward-answer-${one?index}" name="go" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!}">${msg("keywardReviewAnswerGo")}</button>
            </form>
        <#else>
            <p id="keyward-no-question">${msg("keywardReviewAnswerNone")}</p>
        </#list>
        <form action="${url.loginAction}" method="post">
            <input type="hidden" name="form" value="${keywardForm}" />
            <button type="submit" id="keyward-review-done" name="done" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonDefaultClass!}">${msg("keywardOwnAccessDone")}</button>
        </form>
        <script type="module">
            document.querySelectorAll('time').forEach(time => {
                time.textContent = new Date(time.dateTime).toLocaleString(document.documentElement.lang || undefined);
            });
        </script>
    </#if>
</@layout.registrationLayout>
