import { describeTour } from './describe-tour.ts';

describeTour('ar');
