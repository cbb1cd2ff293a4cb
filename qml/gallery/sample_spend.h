#pragma once

#include "app/desktop/charts/spend_series_model.h"

namespace till::gallery {

/// Made-up spend of `seriesCount` agents over `hours` hours, the same on every start.
void fillSampleSpend(charts::SpendSeriesModel& model, int seriesCount, int hours);

} // namespace till::gallery
