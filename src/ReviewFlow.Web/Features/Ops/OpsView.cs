using NodaTime;
using ReviewFlow.Application.Reading;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Web.Features.Report;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Ops;

internal static class OpsView
{
    public static OpsModel Of(Quarter quarter, Person ops, Instant now) =>
        new(
            quarter.Frame(OpsPageTexts.WhatIsOpen, ops),
            quarter.Progress,
            quarter.Stage == QuarterStage.Open ? Moments.Due(quarter, now) : null,
            OpenWork.For(ops, quarter, now),
            quarter.Release is { } release ? ReportView.File(quarter, release, Addresses.ReportFile) : null,
            quarter.VoidReason
        );
}
