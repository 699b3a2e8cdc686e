<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("keywardReturnMailText", minutes)}</p>
<p style="font-weight:600"><a href="${link}">${msg("keywardReturnMailLink")}</a></p>
<p>${msg("keywardReturnMailNeeds")}</p>
<p>${msg("keywardReturnMailNotYou")}</p>
<p class="kw-quiet" style="color:#4c5a69;font-size:14px">${msg("keywardEnrolmentMailReference")}: ${reference}</p>
</@layout.emailLayout>
